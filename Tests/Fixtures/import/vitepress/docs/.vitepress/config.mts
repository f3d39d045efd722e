import { defineConfig } from 'vitepress'

const guide = [
  { text: 'Start', items: [{ text: 'What Is It?', link: '/guide/' }, { text: 'Use', link: '/guide/use' }] },
]

export default defineConfig({
  title: 'Digest',
  description: 'Digest sums up many mails in one, every morning.',
  base: '/digest/',
  sitemap: { hostname: 'https://example.net/digest/' },
  srcExclude: ['drafts/**'],
  themeConfig: {
    editLink: { pattern: 'https://github.com/example/digest/edit/main/docs/:path' },
    sidebar: { '/guide/': guide, '/api/': [{ text: 'Interface', items: [{ text: 'Calls', link: '/api/calls' }] }] },
  },
})
