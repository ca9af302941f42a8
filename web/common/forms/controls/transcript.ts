/** The words of a call, as they are pasted: lines with who spoke, subtitles (SRT, VTT), or JSON with speakers. */

export interface SpokenLine {
  readonly speaker: "agent" | "customer" | "other";
  readonly text: string;
}

/** How each side is called at the beginning of a line, in either language. */
export interface SpeakerWords {
  readonly agent: readonly string[];
  readonly customer: readonly string[];
}

const TIMING = /^\s*(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->/;
const VOICE = /^<v(?:\.[\w.]+)?\s+([^>]+)>(.*?)(?:<\/v>)?$/;
const NAMED = /^\s*([^:\uFF1A\s]{1,20})\s*[:\uFF1A]\s*(.+)$/;

/** The lines of a pasted text. A line without a speaker continues who spoke before; the first is ours. */
export function parseTranscript(text: string, words: SpeakerWords): SpokenLine[] {
  const fromJson = ofJson(text);
  if (fromJson) return fromJson;
  const lines: SpokenLine[] = [];
  const raw = text.split(/\r?\n/).map((line) => line.trim());
  raw.forEach((line, place) => {
    const isCounter = /^\d+$/.test(line) && TIMING.test(raw[place + 1] ?? "");
    if (!line || isCounter || TIMING.test(line) || line === "WEBVTT") return;
    const voice = VOICE.exec(line);
    const named = voice ?? NAMED.exec(line);
    const speaker = named ? speakerOf(named[1]!, words) : null;
    const last = lines[lines.length - 1]?.speaker ?? "agent";
    if (named && (speaker || voice)) lines.push({ speaker: speaker ?? "other", text: named[2]!.trim() });
    else lines.push({ speaker: last, text: line });
  });
  return lines;
}

function speakerOf(name: string, words: SpeakerWords): SpokenLine["speaker"] | null {
  const low = name.toLowerCase();
  if (words.agent.some((word) => low === word.toLowerCase())) return "agent";
  return words.customer.some((word) => low === word.toLowerCase()) ? "customer" : null;
}

function ofJson(text: string): SpokenLine[] | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    const read = JSON.parse(text) as unknown;
    const list = Array.isArray(read) ? read : (read as { segments?: unknown }).segments;
    if (!Array.isArray(list)) return null;
    return list.flatMap((one: { speaker?: unknown; text?: unknown }) => {
      const speaker = one.speaker === "customer" || one.speaker === "other" ? one.speaker : "agent";
      return typeof one.text === "string" && one.text.trim() ? [{ speaker, text: one.text.trim() } as SpokenLine] : [];
    });
  } catch {
    return null;
  }
}
