const PATHS = {
  attach:
    '<path d="m20 11.500-8.200 8.200a5.200 5.200 0 0 1-7.400-7.400l8.500-8.500a3.500 3.500 0 0 1 5 5l-8.400 8.300a1.700 1.700 0 0 1-2.400-2.400l7.500-7.500"/>',
  send: '<path d="M3.400 20.600 21.500 12.800c.7-.3.7-1.300 0-1.600L3.400 3.400c-.7-.3-1.400.4-1.200 1.100L4 11l9 1-9 1-1.800 6.500c-.2.700.5 1.400 1.200 1.100z" fill="currentColor" stroke="none"/>',
  done: '<circle cx="12" cy="12" r="10" fill="currentColor" stroke="none"/><path d="m7.500 12.300 3 3 6-6.300" stroke="var(--surface)"/>',
  more: '<path d="M12 5.500v.01M12 12v.01M12 18.500v.01" stroke-width="3"/>',
  close: '<path d="m6 6 12 12M18 6 6 18"/>',
  down: '<path d="m6 9 6 6 6-6"/>',
  keyboard:
    '<rect x="2.500" y="6" width="19" height="12.500" rx="2.500"/><path d="M6.500 10v.01M10.200 10v.01M13.800 10v.01M17.500 10v.01M7 14.500h10"/>',
  menu: '<path d="M4 7h16M4 12h16M4 17h16"/>',
  reply: '<path d="M9 7 4 12l5 5M4.500 12H14c3.500 0 6 2 6 5.500"/>',
  edit: '<path d="m4 20 1-4.500L16.500 4a2.100 2.100 0 0 1 3 3L8.500 18.500zM14.500 6l3 3"/>',
  copy: '<rect x="8" y="8" width="12" height="12" rx="2.500"/><path d="M16 8V6.500A2.500 2.500 0 0 0 13.500 4h-7A2.500 2.500 0 0 0 4 6.500v7A2.500 2.500 0 0 0 6.500 16H8"/>',
  block: '<circle cx="12" cy="12" r="9"/><path d="m5.800 5.800 12.400 12.400"/>',
  photo:
    '<rect x="3" y="4.500" width="18" height="15" rx="3"/><circle cx="8.500" cy="10" r="1.600"/><path d="m4 17.500 5-4.500 3.500 3 3.500-3.500 4.500 4.500"/>',
  file: '<path d="M6 3h7.500L19 8.500V19a2 2 0 0 1-2 2H6.500A1.500 1.500 0 0 1 5 19.500V4a1 1 0 0 1 1-1zM13 3v6h6"/>',
  voice: '<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v3"/>',
  contact: '<circle cx="12" cy="8" r="4"/><path d="M4 20.500c.8-4 4-6 8-6s7.200 2 8 6"/>',
  place:
    '<path d="M12 21.500S5 15.500 5 10a7 7 0 0 1 14 0c0 5.500-7 11.500-7 11.500z"/><circle cx="12" cy="10" r="2.600"/>',
  sticker:
    '<path d="M14 21c-6 .5-11-3.500-11-9a9 9 0 0 1 18-.5L14 21zM14 21c0-5 2-8.500 7-9.500M8.500 9.500v.01M14 9.500v.01M8 13.500c1.500 1.800 4 2 5.500.5"/>',
  play: '<path d="M8 5.500v13l11-6.500z" fill="currentColor"/>',
  pause: '<path d="M8.500 5.500v13M15.500 5.500v13" stroke-width="3.500"/>',
  link: '<path d="M8 16 17 7M9.500 6.500h8v8" stroke-width="2.600"/>',
  sent: '<path d="m5 12.800 4 4L18.500 7"/>',
  seen: '<path d="m1.500 12.800 4 4L15 7M12 16.300l.5.500L22 7"/>',
};

/**
 * @param {keyof typeof PATHS} name
 * @returns {SVGSVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('fill', 'none');
  svg.setAttribute('stroke', 'currentColor');
  svg.setAttribute('stroke-width', '1.8');
  svg.setAttribute('stroke-linecap', 'round');
  svg.setAttribute('stroke-linejoin', 'round');
  svg.innerHTML = PATHS[name];
  return svg;
}
