/** The server as screens see it: one client, the feed of others' changes, the session, and what is shown of an answer. */
export { Api, ApiError, type ApiOptions, type Asking, NoAnswer, path } from "./client.ts";
export { digestOf, sendFile, serverFiles } from "./files.ts";
export { API, LIVE, useApi, useLive } from "./keys.ts";
export { Live, type LiveState, useOnline } from "./live.ts";
export { makeSession, SESSION, type Session, useSession } from "./session.ts";
export type * from "./types.ts";
export { type Asked, useAsked } from "./use.ts";
