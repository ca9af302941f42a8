/**
 * Signatures on the way to the server: bound to the digest of the text that was shown.
 *
 * With network the server's own text is signed at once. Without, the text that the phone wrote is kept with its digest and sent as it was
 * shown; where the record says otherwise by then, both texts are kept to be told.
 */
import { type Api, ApiError, path } from "../../common/api/index.ts";
import type { BatchAnswered, Receipt } from "../../common/api/types.ts";
import type { Statement } from "../../common/signing/types.ts";
import type { FieldDb, KeptAct, KeptSigning } from "./db.ts";

/** The server's answer: `differs` where the text that was signed is not what the record says. */
export interface SignedAnswer {
  readonly digest: string;
  readonly code: string;
  readonly differs: boolean;
  readonly now: string | null;
  readonly receipt: Receipt;
}

/** The statement as the server writes it now. Throws what the API throws. */
export function readStatement(api: Api, caseId: string): Promise<Statement> {
  return api.get<Statement>(path`/cases/${caseId}/statement`);
}

/** Signs the server's text, with network. Throws what the API throws: "door.text_changed" where it is another by now. */
export function signOnline(api: Api, caseId: string, key: string, signing: KeptSigning): Promise<SignedAnswer> {
  const { digest, role, signer, comments, picture } = signing;
  return api.post<SignedAnswer>(path`/cases/${caseId}/signatures`, { key, digest, role, signer, comments, picture });
}

/** Sends a kept signature: its answer in the form of a batch, so that it is taken as every act is. Throws where it is to be tried again. */
export async function sendSignature(db: FieldDb, api: Api, act: KeptAct, now: string, skew: number): Promise<BatchAnswered> {
  const body = { key: act.key, ...act.signing!, at: act.at, device: await db.device(), counter: act.counter, sent_at: now };
  try {
    const answer = await api.post<SignedAnswer>(path`/cases/${act.case}/signatures`, body);
    if (answer.differs) await db.otherwise.put({ key: act.key, account: act.account, case: act.case, shown: act.signing!.shown, now: answer.now ?? "" });
    return { results: [{ key: act.key, receipt: answer.receipt }], received: now, skew };
  } catch (error) {
    if (!(error instanceof ApiError) || error.status === 401 || error.status === 429 || error.status >= 500) throw error;
    const { code, message, values } = error;
    return { results: [{ key: act.key, error: { code, message, path: error.path, values } }], received: now, skew };
  }
}
