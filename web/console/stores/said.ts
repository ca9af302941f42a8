/** What went wrong, in one sentence for the reader: the server's own words, or that no answer came. */
import { ApiError, NoAnswer } from "../../common/api/index.ts";
import type { ErrorBody } from "../../common/api/types.ts";
import { useTexts } from "../../common/i18n/index.ts";

/** An act of a batch that the server did not take; its message is the server's. */
export class NotTaken extends Error {
  constructor(error: ErrorBody) {
    super(error.message);
    this.name = "NotTaken";
  }
}

export function useSaid() {
  const { t } = useTexts();
  return (error: unknown): string => {
    if (error instanceof ApiError || error instanceof NotTaken) return error.message;
    if (error instanceof NoAnswer) return t("said.no-answer");
    return t("said.failed");
  };
}
