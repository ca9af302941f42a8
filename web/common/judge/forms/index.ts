/** The forms: for each, what an occurrence is and its verdict. One module a family; `common` has what they share. */

import type { Expressions } from "../expressions.ts";
import type { FormRule } from "../ir.ts";
import { buildCheck } from "./check.ts";
import type { Build, Clauses, Form } from "./common.ts";
import { buildDeadline, buildPast, buildResponse, buildSpan } from "./follow.ts";
import { buildNamed } from "./named.ts";
import { buildPenalty } from "./penalty.ts";
import { buildGrid, buildRounds } from "./periods.ts";
import { buildPlanned } from "./planned.ts";
import { buildShare, buildWindow } from "./rates.ts";

type Builders = { readonly [K in FormRule["form"]]: Build<Extract<FormRule, { form: K }>> };

const BUILDERS: Builders = {
  check: buildCheck,
  past: buildPast,
  response: buildResponse,
  deadline: buildDeadline,
  span: buildSpan,
  planned: buildPlanned,
  rounds: buildRounds,
  grid: buildGrid,
  share: buildShare,
  window: buildWindow,
  penalty: buildPenalty,
  named: buildNamed,
};

/** The form of a rule made ready. */
export function buildForm(rule: FormRule, expressions: Expressions, clauses: Clauses): Form {
  const build = BUILDERS[rule.form] as Build<FormRule>;
  return build(rule, expressions, clauses);
}
