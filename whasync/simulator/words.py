"""Words that rows are made of."""

from __future__ import annotations

from typing import Final

ADJECTIVES: Final = (
    "Brightening", "Hydrating", "Foldable", "Magnetic", "Cordless", "Organic", "Quiet", "Portable", "Vintage", "Heated",
    "Waterproof", "Crème", "Gentle", "Mini", "Smart", "Soft", "Glow", "Classic", "Solar", "Ultra",
)  # fmt: skip
MATERIALS: Final = (
    "Vitamin C", "Bamboo", "Silicone", "Cotton", "Collagen", "Ceramic", "Leather", "Steel", "Linen", "Rose",
    "Charcoal", "Walnut", "Velvet", "Glass", "Cork", "Jade",
)  # fmt: skip
THINGS: Final = (
    "Serum", "Lamp", "Bottle", "Mascara", "Backpack", "Brush", "Blanket", "Organizer", "Earbuds", "Necklace", "Mat",
    "Pillow", "Grinder", "Leggings", "Clipper", "Candle", "Tumbler", "Watch", "Toy", "Diffuser", "Hoodie", "Fountain",
    "Speaker", "Tray", "Charger",
)  # fmt: skip
NAMES: Final = (
    "Mia", "Noah", "Lena", "Ravi", "Yuki", "Zoë", "Omar", "Ines", "Theo", "Aisha", "Jonas", "Carla", "Milan", "Freya",
)  # fmt: skip
SUFFIXES: Final = ("Co.", "Store", "Studio", "Official", "Shop", "Direct", "Lab", "House")
CATEGORIES: Final = (
    "Beauty & Personal Care", "Womenswear", "Menswear", "Home Supplies", "Kitchenware", "Phones & Electronics",
    "Sports & Outdoor", "Toys & Hobbies", "Pet Supplies", "Jewelry", "Shoes", "Luggage & Bags", "Health", "Baby",
    "Food & Beverages", "Furniture", "Tools", "Automotive", "Books", "Textiles",
)  # fmt: skip
COUNTRIES: Final = (
    "US", "GB", "DE", "FR", "IT", "ES", "NL", "BE", "AT", "CH", "SE", "DK", "NO", "FI", "PL", "PT", "IE", "CA", "AU",
    "NZ", "BR", "CZ", "GR",
)  # fmt: skip
"""The 23 markets of the Meta ad library. Their number is documented; which they are is partly a guess."""

LANGUAGES: Final = ("en", "de", "fr", "it", "es", "nl", "pt", "sv", "da", "nb", "fi", "pl", "cs", "el")
META_NICHES: Final = (
    "CG", "BY", "SK", "HH", "HE", "FR", "SH", "FK", "JY", "BG", "FW", "WC", "MC", "WT", "EW", "AC", "TS", "PZ", "MU",
    "PH", "CP", "GM", "AA", "CC", "AM", "FT", "HT", "SP", "LS", "PB", "KS", "GS", "OG", "GP", "WE", "PS", "MG",
)  # fmt: skip
TIKTOK_NICHES: Final = (
    "beauty", "bags", "car", "romanticgifts", "clothing", "watches", "jewelry", "womenclothing", "menclothing", "toys",
    "child", "home", "pet", "gadgets", "outdoor",
)  # fmt: skip
STORE_NICHES: Final = (
    "Clothing", "Arts & Crafts", "Accessories", "Beauty", "Health", "Toys & Games", "Electronics", "Pet Supplies",
    "Other",
)  # fmt: skip
TECHNOLOGIES: Final = ("SH", "PP", "KV", "GM", "TA", "WOO", "MAG", "BIG")
