/** Times as the door writes them: day and hours of an appointment, in the reader's language. */
import { useTexts } from "../../common/i18n/index.ts";
import { civilOf } from "../../common/time/civil.ts";
import { clockText, dayText, momentText } from "../../common/time/format.ts";
import { DAY, dayOf } from "../../common/judge/calendar/moments.ts";
import { useDoor } from "./keys.ts";

export function useWhen() {
  const { t, lang } = useTexts();
  const { view } = useDoor();
  const say = (key: string, values?: Record<string, unknown>) => t(key, values ?? {});
  const options = () => ({ now: civilOf(view.value.now) ?? 0 });

  /** "10-12 周一", or "Mon 12 Oct". */
  function day(at: string): string {
    return dayText(say, lang.value, dayOf(civilOf(at)!), options());
  }

  /** "09:30-17:30"; of a moment alone "09:30"; an end on another day with its day. */
  function hours(start: string, end: string): string {
    const [from, until] = [civilOf(start)!, civilOf(end)!];
    const first = clockText(from % DAY);
    if (until <= from) return first;
    return `${first}-${dayOf(from) === dayOf(until) ? clockText(until % DAY) : moment(end)}`;
  }

  function moment(at: string): string {
    return momentText(say, lang.value, civilOf(at)!, { ...options(), endOfDay: true });
  }

  return { day, hours, moment, window: (start: string, end: string) => `${day(start)} ${hours(start, end)}` };
}
