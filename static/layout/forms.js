/** @import {Graph} from "../cell/graph.js" */
/** @import {Part} from "../cell/part.js" */
/** @import {Form} from "./form.js" */
/** @import {Level} from "./levels.js" */
/** @import {Style} from "./style.js" */
import { closedOf } from "../cell/closed.js";
import { formOf } from "./form.js";
import { planOf } from "./plan.js";
import { bandsOf } from "./rows.js";

/**
 * The forms that a part's columns have; where none is open, or none closed, both are the same.
 *
 * @typedef {{open: Form, closed: Form}} Forms
 */

/**
 * The forms of the columns of every part, all on common rows. The rows are those of the last part,
 * which has all values: what another part or a closed column does not have is left out of its own.
 *
 * @param {Part[]} parts
 * @param {(t: number) => boolean} isOpen
 * @param {Level[]} levels  of the last part
 * @param {{style: Style, top: number}} look
 * @returns {{forms: Forms[], bottom: number}}  `bottom`: of the last row
 */
export function formsOf(parts, isOpen, levels, { style, top }) {
  const { companions = {} } = parts.at(-1)?.graph ?? {};
  const kinds = parts.flatMap(({ graph, first, length }, part) => {
    const times = Array.from({ length }, (_, i) => first + 1 + i);
    const open = { ...graph, companions };
    return [
      ...(times.some(isOpen) ? [{ part, isOpen: true, graph: open }] : []),
      ...(times.every(isOpen) ? [] : [{ part, isOpen: false, graph: closedOf(open) }]),
    ];
  });
  const plans = kinds.map((kind) => {
    const kept = keptOf(levels, kind.graph);
    const plan = planOf(
      kind.graph,
      kept.map(({ level }) => level),
      style,
    );
    const { rows: heights, channels } = plan;
    return { ...kind, plan, heights, channels, places: kept.map(({ row }) => row) };
  });
  const bands = bandsOf(plans, levels.length, top);
  const made = plans.map(({ part, isOpen: open, plan, places }) => ({
    part,
    open,
    form: formOf(
      plan,
      places.map((row) => bands[row] ?? { top, height: 0 }),
    ),
  }));
  const last = bands.at(-1) ?? { top, height: 0 };
  return {
    forms: parts.map((_, part) => {
      const own = made.filter((each) => each.part === part);
      const [open, closed] = [own.find((each) => each.open), own.find((each) => !each.open)];
      const either = /** @type {{form: Form}} */ (open ?? closed);
      return { open: (open ?? either).form, closed: (closed ?? either).form };
    }),
    bottom: last.top + last.height,
  };
}

/**
 * The rows of which a graph has anything, and which of all they are.
 *
 * @param {Level[]} levels
 * @param {Graph} graph
 */
function keptOf(levels, { nodes }) {
  const shown = new Set(nodes.map(({ name }) => name));
  return levels.flatMap((level, row) => {
    const groups = level.groups.map((group) => group.filter((name) => shown.has(name)));
    const left = groups.filter((group) => group.length > 0);
    return left.length > 0 ? [{ level: { ...level, groups: left }, row }] : [];
  });
}
