/**
 * A file as the board's API takes it.
 *
 * @param {File} file
 * @returns {Promise<{ filename: string, mimeType: string, content: string, encoding: 'base64' }>}
 */
export function readFile(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('error', () => reject(reader.error));
    reader.addEventListener('load', () => {
      // A data URL: what follows the comma is the content.
      const content = String(reader.result).replace(/^[^,]*,/, '');
      resolve({ filename: file.name, mimeType: file.type || 'application/octet-stream', content, encoding: 'base64' });
    });
    reader.readAsDataURL(file);
  });
}
