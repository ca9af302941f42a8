/** Photos made small enough to send, and looked at before: black or blurred ones are told at once, while it can be taken again. */

export type PhotoFault = "dark" | "blurred";

const LONGEST = 1600;
const QUALITY = 0.82;
const SAMPLE = 160;
const DARK = 24;
/** The least variance of the Laplacian of a sharp sample; a photo of a wall with an edge in it has ten times that. */
const SHARP = 12;

/** What is wrong with a grey picture (0 to 255 a pixel, row by row); null for one that shows something. */
export function photoFault(grey: ArrayLike<number>, width: number, height: number): PhotoFault | null {
  let sum = 0;
  for (let i = 0; i < width * height; i++) sum += grey[i]!;
  if (sum / (width * height) < DARK) return "dark";
  let [total, squares, n] = [0, 0, 0];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const edge = 4 * grey[i]! - grey[i - 1]! - grey[i + 1]! - grey[i - width]! - grey[i + width]!;
      total += edge;
      squares += edge * edge;
      n++;
    }
  }
  return squares / n - (total / n) ** 2 < SHARP ? "blurred" : null;
}

/** Grey values of RGBA pixels. */
export function greyOf(rgba: ArrayLike<number>): Uint8ClampedArray {
  const grey = new Uint8ClampedArray(rgba.length / 4);
  for (let i = 0; i < grey.length; i++) grey[i] = 0.299 * rgba[4 * i]! + 0.587 * rgba[4 * i + 1]! + 0.114 * rgba[4 * i + 2]!;
  return grey;
}

export interface Photo {
  readonly blob: Blob;
  readonly fault: PhotoFault | null;
}

/** A picture as a JPEG of at most 1600 px, looked at. Throws when it cannot be read as a picture. */
export async function photoOf(source: Blob | HTMLVideoElement): Promise<Photo> {
  const bitmap = await createImageBitmap(source);
  try {
    const canvas = drawn(bitmap, LONGEST);
    const sample = drawn(bitmap, SAMPLE);
    const pixels = sample.getContext("2d")!.getImageData(0, 0, sample.width, sample.height).data;
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    if (!blob) throw new Error("the browser could not write the picture");
    return { blob, fault: photoFault(greyOf(pixels), sample.width, sample.height) };
  } finally {
    bitmap.close();
  }
}

function drawn(bitmap: ImageBitmap, longest: number): HTMLCanvasElement {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext("2d")!.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}
