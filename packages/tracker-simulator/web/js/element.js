/** @typedef {Node | string | null | undefined | false} Child */

/**
 * Makes an element. Properties are set as DOM properties where there are such, else as attributes; `on…` are listeners.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [properties]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on') && typeof value === 'function') {
      node.addEventListener(name.slice(2).toLowerCase(), (event) => value(event));
    } else if (name.includes('-') || name === 'role' || name === 'for') {
      node.setAttribute(name, String(value));
    } else {
      Reflect.set(node, name, value);
    }
  }
  node.append(...children.filter(isShown));
  return node;
}

/**
 * Puts other children into an element. Whatever had the focus gives it to its successor: the one of the same
 * `data-key` or label.
 *
 * @param {Element} node
 * @param {...Child} children
 */
export function fill(node, ...children) {
  const focused = document.activeElement;
  const mark = focused && node.contains(focused) ? focusMark(focused) : undefined;
  node.replaceChildren(...children.filter(isShown));
  if (mark === undefined) return;
  const successor = [...node.querySelectorAll('[data-key], [aria-label]')].find((each) => focusMark(each) === mark);
  if (successor instanceof HTMLElement) successor.focus({ preventScroll: true });
}

/** @param {Element} node */
function focusMark(node) {
  return node.getAttribute('data-key') ?? node.getAttribute('aria-label') ?? undefined;
}

/**
 * @param {Child} child
 * @returns {child is Node | string}
 */
function isShown(child) {
  return child !== null && child !== undefined && child !== false;
}
