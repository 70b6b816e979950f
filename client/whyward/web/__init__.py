"""A face: the local web app on loopback. Plain handlers from a request to a page; aiohttp is the host of them only."""
