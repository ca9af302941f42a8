/** What a call from the job's page is recorded as, once the person says whether somebody answered. */
import { useRouter } from "vue-router";
import { usualOf } from "../model/usual.ts";
import type { useJob } from "./job.ts";
import { useStepNames } from "./steps.ts";

export function useDial(job: ReturnType<typeof useJob>) {
  const router = useRouter();
  const { start, open, atOnce } = useStepNames(job);

  /** Somebody answered: on to the gesture that such a call belongs to; without one the call stands by itself. */
  async function reached(): Promise<void> {
    const dial = job.known.value?.help.dial;
    const gesture = job.caseOffers.value.find(({ rule }) => rule.acts.some(({ act }) => act === dial?.act));
    if (gesture) return start(gesture.rule.key);
    if (dial) return record({ ...dial.later, [dial.reached]: true });
    const first = job.steps.value[0];
    if (first) await open(first);
  }

  /** Nobody answered: that the call was made counts all the same. */
  async function unreached(): Promise<void> {
    const dial = job.known.value?.help.dial;
    if (dial) await record({ [dial.reached]: false });
  }

  async function record(said: Readonly<Record<string, unknown>>): Promise<void> {
    const { act } = job.known.value!.help.dial!;
    const data = { ...usualOf(job.known.value!, act, null, null, {}), ...said };
    if (!(await atOnce(act, data, null))) void router.push(`/jobs/${job.id.value}/act/${act}`);
  }

  return { reached, unreached };
}
