/**
 * Sends a file with its form, as a browser's form would. The one door to HTTP (`common/api`) sends JSON and bytes; this is for the two
 * addresses that take a form with a file.
 */
import { ApiError, NoAnswer } from "../../../common/api/index.ts";
import type { ErrorBody } from "../../../common/api/types.ts";
import type { Lang } from "../../../common/i18n/index.ts";

const CSRF_COOKIE = "doorstep-csrf";

/** The answer's JSON; throws `ApiError` for what was refused, `NoAnswer` without one. */
export async function upload<T>(address: string, file: File, fields: Readonly<Record<string, string>>, lang: Lang): Promise<T> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file);
  const token = document.cookie.split("; ").find((one) => one.startsWith(`${CSRF_COOKIE}=`))?.slice(CSRF_COOKIE.length + 1) ?? "";
  const headers = { Accept: "application/json", "Accept-Language": lang, "X-CSRFToken": token };
  let response: Response;
  try {
    response = await fetch(`/api${address}`, { method: "POST", headers, body: form, credentials: "same-origin", cache: "no-store" });
  } catch (error) {
    throw new NoAnswer(error);
  }
  const answer = (await response.json().catch(() => null)) as T | { error?: ErrorBody } | null;
  if (response.ok && answer !== null) return answer as T;
  const error = (answer as { error?: ErrorBody } | null)?.error;
  if (!error) throw new NoAnswer(response.status);
  throw new ApiError(response.status, error);
}
