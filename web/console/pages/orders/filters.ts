/** The filters of the list of orders as the address has them, so that a link shows the same list. */
import { computed } from "vue";
import { type LocationQuery, useRoute, useRouter } from "vue-router";

export const STATES = ["open", "finished", "closed", "all"] as const;
export const DUES = ["over", "soon", "today", "tomorrow"] as const;
export const WHATS = ["orders", "files", "all"] as const;
const NAMES = ["what", "state", "standard", "place", "assignee", "due", "breached", "clause", "verdict", "q"] as const;
export type FilterName = (typeof NAMES)[number];
export type FilterValues = Partial<Record<FilterName, string>>;

const ALLOWED: Partial<Record<FilterName, readonly string[]>> = { what: WHATS, state: STATES, due: DUES, breached: ["true", "false"], verdict: ["breached", "pending"] };

/** The filters that an address names, and those in it that are none. */
export function readFilters(query: LocationQuery): { values: FilterValues; wrong: string[] } {
  const values: FilterValues = {};
  const wrong: string[] = [];
  for (const name of NAMES) {
    const given = query[name];
    if (given === undefined) continue;
    const value = Array.isArray(given) ? given[0] : given;
    const allowed = ALLOWED[name];
    if (allowed && !allowed.includes(value ?? "")) wrong.push(name);
    else if (value || name === "assignee") values[name] = value ?? "";
  }
  return { values, wrong };
}

/** What is asked of the server: orders only, unless the address says otherwise, or names a clause or words. */
export function asked(values: FilterValues): FilterValues {
  return { what: values.clause || values.q ? "all" : "orders", ...values };
}

/** The address's filters, and how one is set (null: taken away). */
export function useFilters() {
  const route = useRoute();
  const router = useRouter();
  const read = computed(() => readFilters(route.query));

  function set(name: FilterName, value: string | null): void {
    const query: LocationQuery = { ...route.query };
    if (value === null) delete query[name];
    else query[name] = value;
    void router.replace({ query });
  }

  return {
    values: computed(() => read.value.values),
    wrong: computed(() => read.value.wrong),
    any: computed(() => Object.keys(read.value.values).length > 0),
    set,
    clear: () => void router.replace({ query: {} }),
  };
}
