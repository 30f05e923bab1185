/**
 * i, f and g
 *
 * @param {string[]} names
 */
export function listed(names) {
  const last = names[names.length - 1] ?? "";
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${last}` : last;
}

/** @param {number} count */
export function counted(count) {
  return (
    ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"][count] ?? `${count}`
  );
}

/**
 * @param {string} token
 * @param {string} otherwise
 */
export function quoted(token, otherwise) {
  return token === "" ? otherwise : `“${token}”`;
}

/** @param {string} text */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
