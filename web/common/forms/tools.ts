/** What the fields need of the app around them: where photos are kept, whom a name may mean, how a code is scanned. */
import { type InjectionKey, inject } from "vue";

export interface FileKeeper {
  /** Keeps a file and gives the SHA-256 of its content in hex, by which acts name it. */
  keep(content: Blob, name: string): Promise<string>;
  /** An address under which a kept file can be shown; null where it is not to be had here. */
  url(hash: string): Promise<string | null>;
}

export interface Suggestion {
  readonly name: string;
  readonly more?: string;
}

export interface FormTools {
  readonly files?: FileKeeper;
  /** The words that stand above a pad and become part of the picture that is signed, line by line. */
  readonly signedText?: () => readonly string[];
  /** The people that a name may mean, for what is typed so far. */
  readonly people?: (typed: string) => Promise<readonly Suggestion[]>;
  /** Opens the scanner; null when it was closed without a code. */
  readonly scan?: () => Promise<string | null>;
}

export const FORM_TOOLS: InjectionKey<FormTools> = Symbol("form tools");

/** The app's tools; without any, photos cannot be kept and the fields say so. */
export function useTools(): FormTools {
  return inject(FORM_TOOLS, {});
}
