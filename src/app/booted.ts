/** Whether the page still shows what it came with: the build drew it, and the first picture of the app replaces it. */
export function isBooted(): boolean {
  return document.querySelector("[data-boot]") !== null;
}
