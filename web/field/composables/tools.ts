/** What the phone lends to forms: its store for files, its scanner. Signatures are kept as pictures with the text that was signed. */
import { type Ref, ref, shallowRef } from "vue";
import type { Router } from "vue-router";
import type { FormTools } from "../../common/forms/tools.ts";
import { keepFile, keptBlob } from "../services/files.ts";
import type { Field } from "../stores/field.ts";

/** The text that stands above the pad, line by line: it becomes part of the picture that is signed. */
export const signing: Ref<readonly string[]> = shallowRef([]);

/** A scan or photo that somebody waits for. */
export interface Capture {
  readonly mac: boolean;
  readonly done: (text: string | null) => void;
}

export const capturing: Ref<Capture | null> = ref(null);

export function formTools(field: Field, router: Router): FormTools {
  const owner = () => ({ account: field.account.value, case: String(router.currentRoute.value.params.id ?? "") });
  return {
    files: {
      async keep(content, name) {
        try {
          return await keepFile(field.db, content, name, owner());
        } catch (error) {
          void field.askStorage(); // said at once, wherever it was found out
          throw error;
        }
      },
      async url(hash) {
        const blob = await keptBlob(field.db, hash);
        return blob ? URL.createObjectURL(blob) : null;
      },
    },
    signedText: () => signing.value,
    scan: () =>
      new Promise((done) => {
        capturing.value = {
          mac: false,
          done: (text) => {
            capturing.value = null;
            done(text);
          },
        };
      }),
  };
}
