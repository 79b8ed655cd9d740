// Whether somebody is at the page. What a page asks while nobody touches it keeps no session alive.

const SOON_MS = 60_000;

let touched = performance.now();

for (const kind of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart']) {
  addEventListener(kind, () => (touched = performance.now()), { capture: true, passive: true });
}

/** Headers of what the page asks now. */
export const presence = () => (performance.now() - touched > SOON_MS ? { 'Ems-By-Itself': '1' } : {});
