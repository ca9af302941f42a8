/**
 * The one door to HTTP: every screen asks the server here and nowhere else.
 *
 * Gives the answer's JSON or throws one of three: `ApiError` (the server said no: code, place, how to mend it), `NoAnswer` (no
 * network, or the server is away: try again later), or the `AbortError` of the caller's own signal. Each answer's date corrects the clock.
 */
import type { Lang } from "../judge/index.ts";
import { type Clock, clock as pageClock } from "../time/clock.ts";
import type { ErrorBody } from "./types.ts";

/** The server's refusal, in its one shape. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  /** Where in what was sent, as "acts[3].data.window_start". */
  readonly path: string | null;
  readonly values: ErrorBody["values"];

  constructor(status: number, body: ErrorBody) {
    super(body.message);
    this.name = "ApiError";
    this.status = status;
    this.code = body.code;
    this.path = body.path;
    this.values = body.values;
  }
}

/** No answer came: the network is away, or what answered was not our server. What was sent may or may not have arrived. */
export class NoAnswer extends Error {
  constructor(cause?: unknown) {
    super("no answer from the server", { cause });
    this.name = "NoAnswer";
  }
}

export interface ApiOptions {
  readonly lang: () => Lang;
  /** A bearer token, where the app has one; else the session's cookie counts, with its CSRF token. */
  readonly token?: () => string | null;
  /** Called when the server does not know who asks (any more). */
  readonly loggedOut?: () => void;
  readonly clock?: Clock;
  readonly fetch?: typeof fetch;
}

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Asking {
  readonly query?: Query;
  readonly signal?: AbortSignal;
}

const SAFE = new Set(["GET", "HEAD"]);
const CSRF_COOKIE = "doorstep-csrf";

export class Api {
  private readonly options: ApiOptions;

  constructor(options: ApiOptions) {
    this.options = options;
  }

  get<T>(path: string, asking: Asking = {}): Promise<T> {
    return this.send<T>("GET", path, undefined, asking);
  }

  post<T>(path: string, body: unknown, asking: Asking = {}): Promise<T> {
    return this.send<T>("POST", path, body, asking);
  }

  /** Sends bytes as they are (a piece of a file). */
  put<T>(path: string, body: Blob, asking: Asking = {}): Promise<T> {
    return this.send<T>("PUT", path, body, asking);
  }

  /** Takes bytes as they are: how many came. */
  async load(path: string, asking: Asking = {}): Promise<number> {
    const response = await this.fetched("GET", path, undefined, asking);
    if (!response.ok) throw new NoAnswer(response.status);
    try {
      return (await response.arrayBuffer()).byteLength;
    } catch (error) {
      asking.signal?.throwIfAborted();
      throw new NoAnswer(error);
    }
  }

  delete(path: string, asking: Asking = {}): Promise<void> {
    return this.send<void>("DELETE", path, undefined, asking);
  }

  private async send<T>(method: string, path: string, body: unknown, asking: Asking): Promise<T> {
    const clock = this.options.clock ?? pageClock;
    const sent = clock.deviceNow();
    const response = await this.fetched(method, path, body, asking);
    const date = Date.parse(response.headers.get("Date") ?? "");
    if (!Number.isNaN(date)) clock.observe(sent, clock.deviceNow(), date);
    if (response.status === 204) return undefined as T;
    const answer = await readJson(response, asking.signal);
    if (response.ok) return answer as T;
    const error = (answer as { error?: ErrorBody } | null)?.error;
    if (!error) throw new NoAnswer(response.status); // a proxy's page, not our server
    if (response.status === 401) this.options.loggedOut?.();
    throw new ApiError(response.status, error);
  }

  private async fetched(method: string, path: string, body: unknown, { query, signal }: Asking): Promise<Response> {
    const blob = body instanceof Blob;
    const headers = this.headers(method);
    if (body !== undefined) headers["Content-Type"] = blob ? "application/octet-stream" : "application/json";
    try {
      return await (this.options.fetch ?? fetch)(`/api${path}${written(query)}`, {
        method,
        headers,
        credentials: "same-origin",
        cache: "no-store",
        ...(body === undefined ? {} : { body: blob ? body : JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw new NoAnswer(error);
    }
  }

  private headers(method: string): Record<string, string> {
    const headers: Record<string, string> = { Accept: "application/json", "Accept-Language": this.options.lang() };
    const token = this.options.token?.();
    if (token) headers.Authorization = `Bearer ${token}`;
    else if (!SAFE.has(method)) headers["X-CSRFToken"] = cookie(CSRF_COOKIE);
    return headers;
  }
}

async function readJson(response: Response, signal?: AbortSignal): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    signal?.throwIfAborted();
    if (response.ok) throw new NoAnswer(error);
    return null;
  }
}

function written(query: Query | undefined): string {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== null && value !== undefined);
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return text ? `?${text}` : "";
}

function cookie(name: string): string {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

/** A part of an address, whatever is in it: path`/cases/${id}`. */
export function path(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return parts.reduce((done, part, place) => done + encodeURIComponent(String(values[place - 1])) + part);
}
