/** Codes off labels, read on the phone itself: the reader is WebAssembly that was downloaded with the app. */
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import wasm from "zxing-wasm/reader/zxing_reader.wasm?url";

prepareZXingModule({ overrides: { locateFile: (file: string, prefix: string) => (file.endsWith(".wasm") ? wasm : prefix + file) } });

const LONGEST = 1280;

/** The codes in a picture, as texts. */
export async function codesIn(source: ImageData | Blob): Promise<string[]> {
  const found = await readBarcodes(source, { tryHarder: true, maxNumberOfSymbols: 8 });
  return found.filter((one) => one.isValid && one.text).map((one) => one.text);
}

/** The picture that a video shows now; null before it runs. */
export function frameOf(video: HTMLVideoElement): ImageData | null {
  const { videoWidth: width, videoHeight: height } = video;
  if (!width || !height) return null;
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
