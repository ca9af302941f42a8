/**
 * The phone's statements as a process, for tests: `node stated.run.ts`, then a case a line in, its statement a line out.
 *
 * A line is `{body, rules, kept?, now}`: a case of the phone's bundle, the rules that it names, what the phone recorded since, and the
 * civil second of now.
 */
import { createHash } from "node:crypto";
import { createInterface } from "node:readline";
import { codeOf } from "../../common/signing/code.ts";
import { type Carried, statementLines, statementText } from "../../common/signing/statement.ts";
import type { FieldCase, KeptAct, Rules } from "../services/db.ts";
import { Known } from "./known.ts";
import { statedOf } from "./stated.ts";

interface Question {
  readonly body: FieldCase;
  readonly rules: Rules;
  readonly kept?: readonly KeptAct[];
  readonly now: number;
}

function stated({ body, rules, kept, now }: Question): unknown {
  const carried = body.statement as Carried;
  const lines = statementLines(statedOf(new Known(body, rules, kept ?? []), now), carried);
  const text = statementText(lines, carried.form);
  const digest = createHash("sha256").update(text).digest("hex");
  return { lines, text, digest, code: codeOf(digest) };
}

function answered(line: string): unknown {
  try {
    return stated(JSON.parse(line) as Question);
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answered(line))}\n`);
}
