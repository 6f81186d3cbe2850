/** @import { PhoneEvent } from '../src/client/phone-state.ts' */

/**
 * The phone's line to the simulator.
 *
 * @param {string} personId
 */
export function createPhoneLink(personId) {
  const root = `/client/people/${encodeURIComponent(personId)}`;

  return {
    /**
     * Streams events from now on, starting with the whole state; after a break the state comes again.
     *
     * @param {(event: PhoneEvent) => void} onEvent
     * @param {(connected: boolean) => void} onConnection
     */
    listen(onEvent, onConnection) {
      const source = new EventSource(`${root}/events`);
      source.addEventListener('open', () => onConnection(true));
      source.addEventListener('error', () => onConnection(false));
      source.addEventListener('message', ({ data }) => onEvent(JSON.parse(data)));
    },

    /**
     * @param {string} path
     * @param {unknown} [body]
     * @param {'POST' | 'PATCH'} [method]
     * @returns {Promise<unknown>}
     */
    send: (path, body = {}, method = 'POST') =>
      request(`${root}/${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),

    /**
     * @param {FormData} form
     * @returns {Promise<unknown>}
     */
    upload: (form) => request(`${root}/files`, { method: 'POST', body: form }),

    /** @param {string} fileId */
    fileUrl: (fileId) => `${root}/files/${encodeURIComponent(fileId)}`,
  };
}

/** @typedef {ReturnType<typeof createPhoneLink>} PhoneLink */

/**
 * @param {string} url
 * @param {RequestInit} options
 * @returns {Promise<unknown>}
 */
export async function request(url, options) {
  const response = await fetch(url, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? answer.description ?? response.statusText);
  return answer;
}
