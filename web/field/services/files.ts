/** Photos, signatures and other files: kept by the digest of their content, sent in pieces that go on where they stopped. */
import { type Api, ApiError, path } from "../../common/api/index.ts";
import type { FileState } from "../../common/api/types.ts";
import type { FieldDb, KeptFile } from "./db.ts";

/** Bytes of a piece: small enough for a lift with one bar. */
export const PIECE = 128 * 1024;

/** SHA-256 in hex. */
export async function digest(bytes: ArrayBuffer): Promise<string> {
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...found].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Keeps a file and gives its digest; the same content is kept once. A full store throws. */
export async function keepFile(db: FieldDb, content: Blob, name: string, owner: { account: string; case: string }): Promise<string> {
  const bytes = await content.arrayBuffer();
  const hash = await digest(bytes);
  if (!(await db.files.get(hash))) {
    const file: KeptFile = { hash, ...owner, name, kind: content.type || "image/jpeg", size: bytes.byteLength, taken: Date.now(), bytes, sent: 0, complete: 0 };
    await db.files.put(file);
  }
  return hash;
}

/** A kept file as something that can be shown; null when it is not on this phone. */
export async function keptBlob(db: FieldDb, hash: string): Promise<Blob | null> {
  const file = await db.files.get(hash);
  return file ? new Blob([file.bytes], { type: file.kind }) : null;
}

/** Sends all files of an account that have not arrived. Throws what the API throws; what was sent is not sent again. */
export async function sendFiles(db: FieldDb, api: Api, account: string): Promise<void> {
  const hashes = (await db.files.where({ account, complete: 0 }).toArray()).map((file) => file.hash);
  for (const hash of hashes) await sendFile(db, api, hash);
}

async function sendFile(db: FieldDb, api: Api, hash: string): Promise<void> {
  const file = (await db.files.get(hash))!;
  let state = await api.post<FileState>("/files", { hash, size: file.size, media_type: file.kind });
  while (!state.complete) {
    await db.files.update(hash, { sent: state.have });
    const piece = new Blob([new Uint8Array(file.bytes).slice(state.have, state.have + PIECE)]);
    const before = state.have;
    state = await api.put<FileState>(path`/files/${hash}`, piece, { query: { offset: before } });
    if (!state.complete && state.have <= before) throw new ApiError(500, { code: "file.stuck", message: "", path: null, values: {} });
  }
  if (state.hash === hash && state.size === file.size) await db.files.update(hash, { sent: file.size, complete: 1 });
}

/** Forgets files that have arrived and are older than `age` milliseconds. */
export async function forgetOld(db: FieldDb, age: number): Promise<void> {
  await db.files.filter((file) => file.complete === 1 && Date.now() - file.taken > age).delete();
}
