/** What is signed, as the server writes it. */
import type { Both } from "../i18n/index.ts";

export interface StatementLine extends Both {
  readonly kind: string;
  readonly items: readonly string[];
}

/** `digest` is the SHA-256 of the text that the lines make; the code is its beginning. */
export interface Statement {
  readonly number: string;
  readonly digest: string;
  readonly code: string;
  readonly lines: readonly StatementLine[];
}
