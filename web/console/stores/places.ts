/** The organisation's places by key, asked for once. */
import { reactive } from "vue";
import { useApi } from "../../common/api/index.ts";
import { useTexts } from "../../common/i18n/index.ts";
import type { PlaceShown } from "./api.ts";

const places = reactive(new Map<string, PlaceShown>());
let asked = false;

/** The places, and a place's name in the reader's language. */
export function usePlaces() {
  const api = useApi();
  const { pick } = useTexts();
  if (!asked) {
    asked = true;
    api.get<{ places: readonly PlaceShown[] }>("/places").then(
      (found) => found.places.forEach((place) => places.set(place.key, place)),
      () => {
        asked = false;
      },
    );
  }
  return { places, place: (key: string): string => pick(places.get(key)) };
}
