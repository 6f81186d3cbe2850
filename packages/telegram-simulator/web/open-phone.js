import { find } from './build-element.js';
import { Phone } from './phone.js';
import { createPhoneLink } from './phone-link.js';
import { textsFor } from './texts.js';

const link = createPhoneLink(decodeURIComponent(location.pathname.split('/').pop() ?? ''));

/** @type {Phone | undefined} */
let phone;

link.listen(
  (event) => {
    if (event.kind === 'state') phone ??= new Phone(link, event.state);
    find('notice', HTMLElement).hidden = true;
    phone?.take(event);
  },
  (connected) => {
    phone?.setConnected(connected);
    if (connected || phone) return;
    const notice = find('notice', HTMLElement);
    notice.textContent = textsFor('uk').noSuchPhone;
    notice.hidden = false;
  },
);
