const UNUSED_POWERS = [
  "accelerometer autoplay camera clipboard-read cross-origin-isolated display-capture",
  "encrypted-media fullscreen gamepad geolocation gyroscope hid",
  "identity-credentials-get idle-detection keyboard-map local-fonts magnetometer",
  "microphone midi otp-credentials payment picture-in-picture",
  "publickey-credentials-create publickey-credentials-get screen-wake-lock serial",
  "storage-access sync-xhr usb window-management xr-spatial-tracking",
].flatMap((line) => line.split(" "));

/**
 * The value of `Permissions-Policy` that denies what no page of LinkLab has a use for, to the page and to what
 * it frames. Pages write to the clipboard, and take what is pasted. A name that some Chromium does not know
 * warns on its console, so `bluetooth` and `web-share` are not here.
 */
export const NO_POWERS = UNUSED_POWERS.map((name) => `${name}=()`).join(", ");
