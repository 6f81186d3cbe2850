/** @import { Card, Issue, Site } from './types.js' */

/** A refusal, in the server's words. */
export class Refused extends Error {}

/** @returns {Promise<Site>} */
export function fetchSite() {
  return call('site');
}

/** @returns {Promise<Card[]>} */
export function fetchCards() {
  return call('cards');
}

/**
 * @param {string} key
 * @returns {Promise<Issue>}
 */
export function fetchIssue(key) {
  return call(`issues/${encodeURIComponent(key)}`);
}

/**
 * Does what `src/act/person-action.ts` describes; the answer is the issue as it then is.
 *
 * @param {Record<string, unknown>} action
 * @returns {Promise<Issue>}
 */
export function act(action) {
  return call('act', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(action),
  });
}

/** @param {string} id */
export function attachmentUrl(id) {
  return `board/api/attachments/${encodeURIComponent(id)}`;
}

/**
 * Listens for changes until the page is left.
 *
 * @param {{ onCard: (card: Card) => void, onGone: (key: string) => void, onOutage: (isDown: boolean) => void,
 *   onConnected: () => void, onLost: () => void }} listeners
 */
export function listen({ onCard, onGone, onOutage, onConnected, onLost }) {
  const source = new EventSource('board/api/events');
  source.addEventListener('open', onConnected);
  source.addEventListener('error', onLost);
  source.addEventListener('card', (event) => onCard(JSON.parse(event.data)));
  source.addEventListener('gone', (event) => onGone(JSON.parse(event.data).key));
  source.addEventListener('outage', (event) => onOutage(JSON.parse(event.data).isDown));
}

/**
 * @param {string} path
 * @param {RequestInit} [init]
 */
async function call(path, init) {
  const response = await fetch(`board/api/${path}`, init);
  const body = await response.json();
  if (response.ok) return body;
  throw new Refused([...(body.errorMessages ?? []), ...Object.values(body.errors ?? {})].join(' '));
}
