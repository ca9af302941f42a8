/** Where the phone is at a tap: never watched, and nobody waits for it long. */

const PATIENCE = 4_000;

/** "30.27415,120.15515 ±12"; null where the phone may not say or does not know soon. */
export function whereNow(): Promise<string | null> {
  return new Promise((done) => {
    if (!navigator.geolocation) return done(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done(`${coords.latitude.toFixed(5)},${coords.longitude.toFixed(5)} ±${Math.ceil(coords.accuracy)}`),
      () => done(null),
      { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 60_000 },
    );
  });
}
