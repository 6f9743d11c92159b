// `tree`: elements are made one by one, never from a string of HTML, so that the page's Trusted Types policy can refuse all HTML.
export default { compilerOptions: { runes: true, fragments: 'tree', css: 'external' } };
