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

/** The first page of an Ogg stream with Opus in it. */
export const voice: Uint8Array = Buffer.concat([
  Buffer.from('OggS'),
  Buffer.from([0, 2, ...new Array<number>(8).fill(0), 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 19]),
  Buffer.from('OpusHead'),
  Buffer.from([1, 1, 56, 1, 128, 187, 0, 0, 0, 0, 0]),
]);

/** The box with which an MP4 file begins. */
export const video: Uint8Array = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom'), Buffer.alloc(12)]);
