export * from './web.js';
export { default } from './web.js';
