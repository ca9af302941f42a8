/** The one way to the server from the door: the link's own address, no cookie. Throws `ApiError` or `NoAnswer`. */
import { ApiError, NoAnswer } from "../../common/api/client.ts";
import type { ErrorBody } from "../../common/api/types.ts";
import type { Lang } from "../../common/judge/index.ts";

export class DoorApi {
  readonly token: string;
  private readonly lang: () => Lang;

  constructor(token: string, lang: () => Lang) {
    this.token = token;
    this.lang = lang;
  }

  /** The address of something behind the link. */
  address(what = ""): string {
    return `/door/api/${encodeURIComponent(this.token)}${what}`;
  }

  get<T>(what = ""): Promise<T> {
    return this.ask<T>("GET", what);
  }

  post<T>(what: string, body: unknown): Promise<T> {
    return this.ask<T>("POST", what, JSON.stringify(body));
  }

  private async ask<T>(method: string, what: string, body?: string): Promise<T> {
    const headers: Record<string, string> = { Accept: "application/json", "Accept-Language": this.lang() };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    let response: Response;
    let answer: unknown;
    try {
      response = await fetch(this.address(what), { method, headers, body: body ?? null, credentials: "omit", cache: "no-store" });
      answer = await response.json();
    } catch (error) {
      throw new NoAnswer(error); // no network, or a proxy's page
    }
    if (response.ok) return answer as T;
    const error = (answer as { error?: ErrorBody } | null)?.error;
    if (!error) throw new NoAnswer(response.status);
    throw new ApiError(response.status, error);
  }
}

/** A new key for what is sent: sent again, it is the same thing. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
