/** Files sent to the server in pieces that may be repeated, named by the digest of their content. */
import type { FileKeeper } from "../forms/tools.ts";
import { type Api, path } from "./client.ts";
import type { FileState } from "./types.ts";

const PIECE = 4 * 1024 * 1024;

/** The SHA-256 of a content, in hex. Needs a secure page (TLS, or this machine). */
export async function digestOf(content: Blob): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await content.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Sends a content from where the server has it; sent before, it is there at once. */
export async function sendFile(api: Api, hash: string, content: Blob, onProgress: (sent: number) => void = () => undefined): Promise<void> {
  const mediaType = content.type || "application/octet-stream";
  let state = await api.post<FileState>("/files", { hash, size: content.size, media_type: mediaType });
  while (!state.complete) {
    const piece = content.slice(state.have, state.have + PIECE);
    state = await api.put<FileState>(path`/files/${hash}`, piece, { query: { offset: state.have } });
    onProgress(state.have);
  }
}

/** Keeps files by sending them at once: for screens that are online. `caseId` is where those of earlier acts are read. */
export function serverFiles(api: Api, caseId: () => string | null): FileKeeper {
  const own = new Map<string, string>();
  return {
    async keep(content) {
      const hash = await digestOf(content);
      await sendFile(api, hash, content);
      own.set(hash, URL.createObjectURL(content));
      return hash;
    },
    async url(hash) {
      const id = caseId();
      return own.get(hash) ?? (id ? `/api${path`/cases/${id}/files/${hash}`}` : null);
    },
  };
}
