/** Hands a text to the browser to be saved as a file. */
export function download({
  name,
  type,
  text,
}: {
  name: string;
  /** A media type. */
  type: string;
  text: string;
}): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken hold of the content by the time that this runs.
  setTimeout(() => URL.revokeObjectURL(url));
}
