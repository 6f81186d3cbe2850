const WAIT_FOR_ANSWER_MS = 15_000;
const ANSWERED_REMEMBERED_MAX = 50;

/** Shows which pressed buttons still wait for the bot's answer. */
export function showPresses() {
  /** @type {Map<string, HTMLElement>} */
  const waiting = new Map();
  // An answer may overtake the reply to the press itself.
  /** @type {string[]} */
  const answeredEarly = [];

  /** @param {string} id */
  const release = (id) => {
    waiting.get(id)?.classList.remove('waiting');
    return waiting.delete(id);
  };

  return {
    /**
     * @param {HTMLElement} key
     * @param {Promise<unknown>} pressed
     */
    async press(key, pressed) {
      key.classList.add('waiting');
      try {
        const id = readCallbackQueryId(await pressed);
        if (answeredEarly.includes(id)) {
          key.classList.remove('waiting');
          return;
        }
        waiting.set(id, key);
        setTimeout(() => release(id), WAIT_FOR_ANSWER_MS);
      } catch (error) {
        key.classList.remove('waiting');
        throw error;
      }
    },
    /** @param {string} id */
    answered(id) {
      if (release(id)) return;
      answeredEarly.push(id);
      if (answeredEarly.length > ANSWERED_REMEMBERED_MAX) answeredEarly.shift();
    },
  };
}

/**
 * @param {unknown} reply
 * @returns {string}
 */
function readCallbackQueryId(reply) {
  if (typeof reply !== 'object' || reply === null || !('callbackQueryId' in reply)) return '';
  return String(reply.callbackQueryId);
}
