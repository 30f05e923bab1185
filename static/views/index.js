/** @import {View} from "../panels.js" */
import { banner } from "./banner.js";
import { check } from "./check.js";
import { compare } from "./compare.js";
import { controls } from "./controls.js";
import { cost } from "./cost.js";
import { decay } from "./decay.js";
import { editor } from "./editor.js";
import { equations } from "./equations.js";
import { exporter } from "./export.js";
import { flights } from "./flights.js";
import { header } from "./header.js";
import { help } from "./help.js";
import { inspector } from "./inspector.js";
import { ledger } from "./ledger.js";
import { legend } from "./legend.js";
import { loss } from "./loss.js";
import { map } from "./map.js";
import { nudge } from "./nudge.js";
import { sequence } from "./sequence.js";
import { stage } from "./stage.js";
import { tables } from "./tables.js";
import { training } from "./training.js";
import { transport } from "./transport.js";

/** The panels in their order on the page. A new panel is one file and one line here. */
/** @type {View[]} */
export const VIEWS = [
  header,
  sequence,
  controls,
  equations,
  editor,
  banner,
  transport,
  stage,
  ledger,
  inspector,
  nudge,
  map,
  loss,
  cost,
  legend,
  decay,
  training,
  check,
  exporter,
  compare,
  tables,
  help,
  flights,
];
