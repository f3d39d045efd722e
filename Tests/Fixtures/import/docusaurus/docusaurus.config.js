// @ts-check
const config = {
  title: 'Relay',
  tagline: 'Relay passes mail on, and says what became of it.',
  url: 'https://relay.example.com',
  baseUrl: '/',
  presets: [
    ['classic', { docs: { sidebarPath: require.resolve('./sidebars.js'), routeBasePath: 'docs' }, blog: false }],
  ],
  plugins: [
    ['@docusaurus/plugin-client-redirects', { redirects: [{ from: '/help/start', to: '/docs/intro' }] }],
  ],
};
module.exports = config;
