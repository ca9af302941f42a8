/** One thing being sent by a form: busy meanwhile, what went wrong in words with its field, what was done. */
import { computed, ref } from "vue";
import { ApiError } from "../../../common/api/index.ts";
import { useSaid } from "../../stores/said.ts";

export function useSending() {
  const said = useSaid();
  const [busy, done] = [ref(false), ref("")];
  const failed = ref<unknown>(null);

  /** Carries out `work`; true when nothing went wrong. */
  async function run(work: () => Promise<unknown>, told = ""): Promise<boolean> {
    [busy.value, failed.value, done.value] = [true, null, ""];
    try {
      await work();
      done.value = told;
      return true;
    } catch (error) {
      failed.value = error;
      return false;
    } finally {
      busy.value = false;
    }
  }

  return {
    busy,
    done,
    error: computed(() => (failed.value ? said(failed.value) : "")),
    /** Where in what was sent: "holdings[0].place". */
    field: computed(() => (failed.value instanceof ApiError ? failed.value.path : null)),
    run,
  };
}
