/** From day to day on a person's page: from the day that is asked for, which a slow network may not have shown yet. */
import { useRoute, useRouter } from "vue-router";
import { dayOf, formatDay } from "../../../common/judge/calendar/moments.ts";
import { civilOf } from "../../../common/time/index.ts";

/** Goes so many days on or back; `shown` is the day on the screen, where the address names none. */
export function useDays(shown: () => string): (days: number) => void {
  const [route, router] = [useRoute(), useRouter()];
  let going: string | null = null;
  return (days) => {
    const from = going ?? (typeof route.query.day === "string" ? route.query.day : shown());
    const to = formatDay(dayOf(civilOf(`${from} 00:00`) ?? civilOf(`${shown()} 00:00`)!) + days);
    going = to;
    void router.replace({ query: { day: to } }).finally(() => {
      if (going === to) going = null;
    });
  };
}
