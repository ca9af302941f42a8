/** Time on the screens: the corrected clock, its shared tick, and moments and lengths in words. */
import { useTexts } from "../i18n/index.ts";
import { civilOf } from "./civil.ts";
import { coarseText, dayText, lengthText, type MomentOptions, momentText, type Say, termText } from "./format.ts";
import { useNow } from "./tick.ts";

export { civilOf, civilOfEpoch, epochOfCivil, wireOf } from "./civil.ts";
export { Clock, clock } from "./clock.ts";
export { coarseText, clockText, dayText, lengthText, type MomentOptions, momentText, type Say, termText, timerText } from "./format.ts";
export { type Limited, type LimitState, limitState } from "./limit.ts";
export { tickNow, useNow } from "./tick.ts";

type Options = Omit<MomentOptions, "now">;

/** The formats in the reader's language, as of the shared tick. Moments may be texts of the wire or civil seconds. */
export function useFormats() {
  const { t, lang } = useTexts();
  const say = t as unknown as Say;
  const now = useNow();

  function read(at: string | number | null | undefined): number | null {
    return typeof at === "number" ? at : civilOf(at);
  }

  return {
    now,
    /** "10-12 周一 18:00"; the text itself where it names no moment. */
    moment(at: string | number | null | undefined, options: Options = {}): string {
      const civil = read(at);
      return civil === null ? String(at ?? "") : momentText(say, lang.value, civil, { endOfDay: isEnd(at), ...options, now: now.value });
    },
    /** "10-12 周一". */
    day(at: string | number | null | undefined, options: Options = {}): string {
      const civil = read(at);
      return civil === null ? String(at ?? "") : dayText(say, lang.value, Math.floor(civil / 86_400), { ...options, now: now.value });
    },
    length: (seconds: number) => lengthText(say, seconds),
    coarse: (seconds: number) => coarseText(say, seconds),
    term: (text: string) => termText(say, text),
  };
}

function isEnd(at: string | number | null | undefined): boolean {
  return typeof at === "string" && / 24:00/.test(at);
}
