/** What a host can do that not every host can. The control API tells it; faults and pages go by it. */
export type HostTraits = {
  /** Browsers keep what an answer sets by `Set-Cookie`. Else the host keeps it for the browser. */
  hasCookies: boolean;
  /** The app is of another origin, so that CORS decides what its pages may read. */
  hasOwnOrigin: boolean;
  /** Answers come over a connection, which can be cut. */
  hasConnections: boolean;
  /** It is a program that others on this computer reach, not a part of one browser. */
  isProgram: boolean;
};

/** The traits of a server. */
export const SERVER_TRAITS: HostTraits = {
  hasCookies: true,
  hasOwnOrigin: true,
  hasConnections: true,
  isProgram: true,
};

/** The traits of a host within a browser, such as a service worker of the app's own origin. */
export const BROWSER_TRAITS: HostTraits = {
  hasCookies: false,
  hasOwnOrigin: false,
  hasConnections: false,
  isProgram: false,
};
