/**
 * What a viewer has chosen, kept in the browser. The address may set it for a frame:
 * `?lang=uk|en`, `?theme=light|dark`, `?embed=1`, `?actor=<id>`.
 */
const address = new URLSearchParams(location.search);

/** @param {string} name */
function recall(name) {
  try {
    return localStorage.getItem(`board.${name}`);
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
function remember(name, value) {
  try {
    localStorage.setItem(`board.${name}`, value);
  } catch {
    // A frame of another site may be denied storage: the choice then lasts as long as the page.
  }
}

/** @returns {'uk' | 'en'} */
function initialLanguage() {
  const wanted = address.get('lang') ?? recall('language') ?? navigator.language;
  return wanted.startsWith('en') ? 'en' : 'uk';
}

/** @returns {'light' | 'dark'} */
function initialTheme() {
  const wanted = address.get('theme') ?? recall('theme');
  if (wanted === 'light' || wanted === 'dark') return wanted;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export const preferences = {
  language: initialLanguage(),
  theme: initialTheme(),
  /** Whose hand acts. */
  actorId: address.get('actor') ?? recall('actor') ?? '',
  hasChosenActor: (address.get('actor') ?? recall('actor')) !== null,
  isEmbedded: address.get('embed') === '1',
};

/** @param {'uk' | 'en'} language */
export function chooseLanguage(language) {
  preferences.language = language;
  remember('language', language);
}

/** @param {'light' | 'dark'} theme */
export function chooseTheme(theme) {
  preferences.theme = theme;
  remember('theme', theme);
}

/**
 * For as long as nobody was chosen.
 *
 * @param {string} actorId
 */
export function lendActor(actorId) {
  preferences.actorId = actorId;
  preferences.hasChosenActor = false;
}

/** @param {string} actorId */
export function chooseActor(actorId) {
  preferences.actorId = actorId;
  preferences.hasChosenActor = true;
  remember('actor', actorId);
}
