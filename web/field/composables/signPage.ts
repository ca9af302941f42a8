/**
 * C13: the text that is signed, and signing it. With network it is the server's, once everything recorded here has arrived; without, the
 * phone writes the same words itself from what it knows. Either way the signature is bound to the digest of the text that stands there.
 */
import { computed, onMounted, ref, shallowRef, watch } from "vue";
import { ApiError, NoAnswer } from "../../common/api/index.ts";
import { codeOf } from "../../common/signing/code.ts";
import { type Carried, statementLines, statementText } from "../../common/signing/statement.ts";
import type { Statement } from "../../common/signing/types.ts";
import { statedOf } from "../model/stated.ts";
import type { KeptSigning } from "../services/db.ts";
import { digest } from "../services/files.ts";
import { wireNow } from "../services/outbox.ts";
import { readStatement, signOnline } from "../services/signing.ts";
import type { useJob } from "./job.ts";

export function useSignPage(job: ReturnType<typeof useJob>) {
  const { field, id, known, now } = job;
  const statement = shallowRef<Statement | null>(null);
  const text = ref("");
  /** The text is the phone's own. */
  const away = ref(false);
  const changed = ref(false);
  const reading = ref(false);
  const carried = computed<Carried | null>(() => known.value?.body.statement ?? null);

  const waits = () => field.waiting.value.some((act) => act.case === id.value);

  async function read(): Promise<void> {
    reading.value = true;
    try {
      if (field.net.value !== "away") await field.sendNow();
      if (field.net.value === "asking") await answered(); // just opened: the page knows not yet whether there is a network
      if (field.net.value === "online" && !waits()) {
        [statement.value, text.value, away.value] = [await readStatement(field.api, id.value), "", false];
        return;
      }
    } catch (error) {
      if (!(error instanceof NoAnswer) && !(error instanceof ApiError)) throw error;
    } finally {
      reading.value = false;
    }
    await write();
  }

  function answered(): Promise<void> {
    return new Promise((done) => {
      const stop = watch(field.net, (net) => {
        if (net === "asking") return;
        stop();
        done();
      });
    });
  }

  /** The same words, written here. */
  async function write(): Promise<void> {
    if (!known.value || !carried.value) return;
    const lines = statementLines(statedOf(known.value, now.value), carried.value);
    text.value = statementText(lines, carried.value.form);
    const found = await digest(new TextEncoder().encode(text.value).buffer as ArrayBuffer);
    [statement.value, away.value] = [{ number: known.value.body.number, digest: found, code: codeOf(found), lines }, true];
  }

  /** Signs what stands there: the code once it is kept; null where the text is another by now, and is shown anew. */
  async function sign(key: string, said: Omit<KeptSigning, "digest" | "shown">): Promise<string | null> {
    const shown = statement.value!;
    const signing = { ...said, digest: shown.digest, shown: text.value };
    changed.value = false;
    if (!away.value) {
      try {
        const answer = await signOnline(field.api, id.value, key, signing);
        await field.sync();
        return answer.code;
      } catch (error) {
        if (error instanceof ApiError && error.code === "door.text_changed") {
          changed.value = true;
          await read();
          return null;
        }
        if (!(error instanceof NoAnswer)) throw error;
      }
      const own = known.value && carried.value ? statementText(shown.lines, carried.value.form) : "";
      await keep(key, { ...signing, shown: own });
      away.value = true;
      return shown.code;
    }
    await keep(key, signing);
    return shown.code;
  }

  /** In the outbox, with the text that was shown. */
  async function keep(key: string, signing: KeptSigning): Promise<void> {
    const { act, fields } = carried.value!;
    const picture = Uint8Array.from(atob(signing.picture), (letter) => letter.charCodeAt(0));
    const said = { signature: await digest(picture.buffer), signer: signing.signer, comments: signing.comments };
    const data = Object.fromEntries(Object.entries(fields).flatMap(([name, own]) => (own && said[name as keyof typeof said] ? [[own, said[name as keyof typeof said]]] : [])));
    await field.recordSigning({ account: field.account.value, case: id.value, unit: null, gesture: null, at: wireNow(Date.now()), undo: 0, key, signing, acts: [{ act, by: signing.role, data }] });
  }

  onMounted(read);
  return { statement, away, changed, reading, carried, sign };
}
