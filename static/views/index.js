/** @import {View} from "../panels.js" */
import { banner } from "./banner.js";
import { check } from "./check.js";
import { compare } from "./compare.js";
import { controls } from "./controls.js";
import { cost } from "./cost.js";
import { editor } from "./editor.js";
import { equations } from "./equations.js";
import { exporter } from "./export.js";
import { flights } from "./flights.js";
import { formula } from "./formula.js";
import { header } from "./header.js";
import { help } from "./help.js";
import { lags } from "./lags.js";
import { ledger } from "./ledger.js";
import { legend } from "./legend.js";
import { loss } from "./loss.js";
import { nudge } from "./nudge.js";
import { sequence } from "./sequence.js";
import { stage } from "./stage.js";
import { tables } from "./tables.js";
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
  formula,
  nudge,
  loss,
  lags,
  cost,
  legend,
  check,
  exporter,
  compare,
  tables,
  help,
  flights,
];
