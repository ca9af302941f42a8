/** Whether a field is wanted, by what the other fields of its form are answered with so far. */
import type { FieldTest } from "../api/types.ts";

/** Ways in which a field is wanted, each of tests that hold together. */
export type Ways = readonly (readonly FieldTest[])[];

/** Whether one of the ways holds for these answers. */
export function wantedBy(ways: Ways, answers: Readonly<Record<string, unknown>>): boolean {
  return ways.some((tests) => tests.every(({ field, values, negated }) => values.includes(answers[field]) !== negated));
}
