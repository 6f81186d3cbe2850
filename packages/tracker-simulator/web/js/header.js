import { element } from './element.js';
import { icon } from './icons.js';
import { select } from './pieces.js';
import { chooseActor, preferences } from './preferences.js';
import { words } from './words.js';

/** @import { Site } from './types.js' */

/**
 * The page's own header; a frame that brings its own goes without.
 *
 * @param {{ site: Site, filter: string, onFilter: (text: string) => void, onLanguage: () => void, onTheme: () => void }} options
 */
export function makeHeader({ site, filter, onFilter, onLanguage, onTheme }) {
  const isDark = preferences.theme === 'dark';
  /** @param {Event} event */
  const onInput = ({ target }) => {
    if (target instanceof HTMLInputElement) onFilter(target.value);
  };
  const agents = site.agents.map(({ id, displayName }) => ({ value: id, label: displayName }));
  return element(
    'header',
    { className: 'top' },
    element('img', { src: 'icon.svg', alt: '', className: 'logo' }),
    element(
      'div',
      { className: 'names' },
      element('h1', {}, site.projectName ?? site.projectKey),
      element('span', { className: 'muted' }, `${words().title} · ${site.edition}`),
    ),
    element(
      'label',
      { className: 'search' },
      icon('search'),
      element('input', {
        type: 'search',
        value: filter,
        placeholder: words().search,
        'aria-label': words().search,
        onInput,
      }),
    ),
    element(
      'label',
      { className: 'acting' },
      element('span', {}, words().actingAs),
      select(agents, preferences.actorId, { label: words().actingAs, onChoose: chooseActor }),
    ),
    element(
      'button',
      {
        type: 'button',
        className: 'icon-button',
        'aria-label': words().language,
        title: words().language,
        onClick: onLanguage,
      },
      preferences.language === 'uk' ? 'EN' : 'УК',
    ),
    element(
      'button',
      {
        type: 'button',
        className: 'icon-button',
        'aria-label': isDark ? words().toLight : words().toDark,
        title: isDark ? words().toLight : words().toDark,
        onClick: onTheme,
      },
      icon(isDark ? 'sun' : 'moon'),
    ),
  );
}
