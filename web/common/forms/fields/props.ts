/** What every renderer is given; beside it `v-model` with the field's value. */
import type { Field } from "../types.ts";

export interface FieldProps {
  readonly field: Field;
  readonly id: string;
  readonly labelledBy: string;
  readonly invalid?: boolean;
}
