/**
 * Draws into an element what a picture consists of, keeping the elements from picture to picture:
 * each has a key, is made once, changed only where it differs, and removed when a picture leaves
 * it out.
 *
 * @typedef {Record<string, string | number | boolean | null | undefined>} Attributes
 * @typedef {Record<string, (event: any) => void>} Handlers
 * @typedef {{element: Element, pen: Pen | null, attributes: Attributes, text: string | null, handlers: Handlers, used: boolean, inputs: unknown[] | null}} Kept
 */

const NAMESPACES = /** @type {Record<string, string>} */ ({
  svg: "http://www.w3.org/2000/svg",
  math: "http://www.w3.org/1998/Math/MathML",
});

export class Pen {
  /** @param {Element} element */
  constructor(element) {
    this.element = element;
    /** What was there before stays in front. */
    this.ground = element.lastChild;
    /** @type {Map<string, Kept>} */
    this.kept = new Map();
    /** @type {ChildNode | null} */
    this.before = this.ground;
  }

  /**
   * One picture: whatever `picture` does not put is removed.
   *
   * @param {(pen: Pen) => void} picture
   */
  draw(picture) {
    for (const kept of this.kept.values()) kept.used = false;
    this.before = this.ground;
    picture(this);
    for (const [key, kept] of this.kept) {
      if (kept.used) continue;
      kept.element.remove();
      this.kept.delete(key);
    }
  }

  /**
   * An element without drawn children. A new one comes after the one put before it. An attribute
   * `style:x` is the style property x.
   *
   * @param {string} key
   * @param {string} tag
   * @param {Attributes} [attributes]
   * @param {string | null} [text]
   * @param {Handlers} [handlers]
   */
  put(key, tag, attributes = {}, text = null, handlers) {
    const kept = this.kept.get(key) ?? this.make(key, tag);
    kept.used = true;
    this.before = kept.element;
    update(kept, attributes);
    if (text !== null && text !== kept.text) {
      kept.element.textContent = text;
      kept.text = text;
    }
    if (handlers) listen(kept, handlers);
    return kept.element;
  }

  /**
   * An element whose children `picture` puts.
   *
   * @param {string} key
   * @param {string} tag
   * @param {Attributes} attributes
   * @param {(pen: Pen) => void} picture
   * @param {Handlers} [handlers]
   */
  group(key, tag, attributes, picture, handlers) {
    const element = this.put(key, tag, attributes, null, handlers);
    const kept = /** @type {Kept} */ (this.kept.get(key));
    kept.pen ??= new Pen(element);
    kept.pen.draw(picture);
    return element;
  }

  /**
   * A group whose picture depends on `inputs` alone, and is drawn again only when one of them is
   * another than before.
   *
   * @param {string} key
   * @param {string} tag
   * @param {Attributes} attributes
   * @param {unknown[]} inputs
   * @param {(pen: Pen) => void} picture
   */
  cached(key, tag, attributes, inputs, picture) {
    const element = this.put(key, tag, attributes);
    const kept = /** @type {Kept} */ (this.kept.get(key));
    if (kept.inputs && inputs.every((input, i) => Object.is(input, kept.inputs?.[i])))
      return element;
    kept.inputs = inputs;
    kept.pen ??= new Pen(element);
    kept.pen.draw(picture);
    return element;
  }

  /**
   * @param {string} key
   * @param {string} tag
   * @returns {Kept}
   */
  make(key, tag) {
    const namespace = NAMESPACES[tag] ?? this.element.namespaceURI;
    const element = this.element.ownerDocument.createElementNS(namespace, tag);
    this.element.insertBefore(
      element,
      this.before ? this.before.nextSibling : this.element.firstChild,
    );
    const kept = {
      element,
      pen: null,
      attributes: {},
      text: null,
      handlers: {},
      used: true,
      inputs: null,
    };
    this.kept.set(key, kept);
    return kept;
  }
}

/**
 * The size of a picture that is drawn smaller where it has less room, if its style says so.
 *
 * @param {number} width
 * @param {number} height
 */
export function sized(width, height) {
  return { width, height, viewBox: `0 0 ${width} ${height}` };
}

/**
 * @param {Kept} kept
 * @param {Attributes} attributes
 */
function update(kept, attributes) {
  const before = kept.attributes;
  for (const name in attributes)
    if (attributes[name] !== before[name]) write(kept.element, name, attributes[name]);
  for (const name in before) if (!(name in attributes)) write(kept.element, name, null);
  kept.attributes = attributes;
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {Attributes[string]} value
 */
function write(element, name, value) {
  if (name.startsWith("style:")) {
    /** @type {HTMLElement} */ (element).style.setProperty(
      name.slice(6),
      value === null || value === undefined ? "" : String(value),
    );
  } else if (value === null || value === undefined || value === false) {
    element.removeAttribute(name);
  } else {
    element.setAttribute(
      name,
      value === true
        ? ""
        : typeof value === "number"
          ? String(Math.round(value * 100) / 100)
          : value,
    );
  }
}

/**
 * @param {Kept} kept
 * @param {Handlers} handlers
 */
function listen(kept, handlers) {
  for (const type in handlers) {
    if (!(type in kept.handlers))
      kept.element.addEventListener(type, (event) => kept.handlers[type]?.(event));
  }
  kept.handlers = handlers;
}
