/** Files that people send: real beginnings, so that whoever looks inside finds what the name says. */

/** A JPEG of 16 by 12 pixels. */
export const photo: Uint8Array = Buffer.from(
  [
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6j',
    'q62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk',
    'pKSkpKSkpKT/wAARCAAMABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAID/8QAGRAAAwADAAAAAAAAAAAAAAAAAAMR',
    'AhMh/8QAFAEBAAAAAAAAAAAAAAAAAAAAAv/EABkRAQACAwAAAAAAAAAAAAAAABEAAQISIf/aAAwDAQACEQMRAD8A3azXjZewKZsx',
    'snYWBlsDjqHZ/9k=',
  ].join(''),
  'base64',
);

/** A page with nothing on it. */
export const document = {
  name: 'поверх-3.pdf',
  mime: 'application/pdf',
  bytes: new TextEncoder().encode(
    '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n',
  ),
};
