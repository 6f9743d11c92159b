// Loaded before the styles are painted, so that a chosen theme never flashes. Without a choice the system decides.
const theme = localStorage.getItem('parlour.theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
